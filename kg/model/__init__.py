"""What is passed between the steps: documents as read, announcements as understood."""
